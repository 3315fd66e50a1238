"""Colours by code, contrast, and a context that leaves nothing behind."""

from itertools import pairwise

import matplotlib as mpl
import pytest

from analysis import schema, theme

LISTS = ["field", "counted_recipient_kind", "reward_role", "count_role", "measure", "ledger", "severity", "entry_kind"]


def settings():
    return dict(mpl.rcParams.items())


def test_style_leaves_every_setting_as_it_was():
    mpl.rcParams["font.size"] = 11.5
    before = settings()
    with theme.style("slide"):
        assert mpl.rcParams["font.size"] == theme.size("slide").points
    assert settings() == before


def test_style_leaves_nothing_after_an_error():
    before = settings()
    with pytest.raises(RuntimeError), theme.style():
        raise RuntimeError
    assert settings() == before


def test_style_does_not_depend_on_what_was_set_before():
    with theme.style():
        expected = settings()
    with mpl.rc_context({"axes.grid": True, "lines.linewidth": 9}), theme.style():
        assert settings() == expected


@pytest.mark.parametrize("name", LISTS)
def test_colours_are_at_most_six_and_stand_out(name):
    colours = list(theme.palette(name).values())
    assert len(colours) == len(set(colours)) <= 6
    assert all(theme.contrast(one, theme.PAPER) >= 3 for one in colours)
    assert all(theme.contrast(one, other) >= 3 for one, other in pairwise(colours))


@pytest.mark.parametrize("name", ["field", "reward_role", "count_role", "severity", "entry_kind"])
def test_every_code_of_a_drawn_list_has_a_colour(name):
    assert set(schema.CODES[name].vi) == set(theme.palette(name))


def test_an_unassigned_code_raises_and_is_named():
    with pytest.raises(KeyError, match="moi-la"):
        theme.colour("field", "moi-la")
    with pytest.raises(KeyError, match="khong-co"):
        theme.colour("khong-co", "kinh-te")


def test_an_unknown_page_raises():
    with pytest.raises(KeyError, match="report"):
        theme.size("poster")


def test_ink_is_chosen_for_its_ground():
    assert theme.ink_on("#FFFFFF") == theme.INK
    assert theme.ink_on("#1B3A66") == theme.PAPER
