"""The word lists as data: known codes, no dead row, no dangerous single syllable, one spelling."""

from typing import cast

import pytest

from analysis.fields import facets, subfield_codes
from analysis.fields.lexicon import lexicon
from analysis.fields.taxonomy import UNCLASSIFIED, phrases, read_terms
from analysis.fields.words import Keys, keys_of
from analysis.vietnamese.letters import tidy

FILES = ["terms.yaml", "collocations.yaml", "pairs.yaml", "facet_terms.yaml", "stated.yaml"]
# Foreign words, abbreviations and a few syllables that stand in no other word
SAFE_ALONE = """
    achar actiso aerobic antq antt atgt atiso atisô bão bchqs bhxh bhyt biogas blockchain bonsai bvmt camera cccd cchc
    chatbot chatgpt chùa cnch cnvclđ cốm covid dứa dúi đuối ếch english farmstay fulro gara ghẹ globalgap hàu hiv
    homestay iuu khặp khhgđ llvt logistics macca marathon montessori ngao nghêu nhím ntm nvqs ocop papi pbgdpl pccc pci
    phao pickleball qcdc qpan rác resort robot startup steam stem tằm taxi tdtt tour trekking ttatxh ttcn tthc tưlđtt
    tuồng vac vacr vẹm vietgap vneid vovinam vsattp vsmt vừng xòe yoga zumba
"""


def subfields() -> dict[str, dict[str, str]]:
    return cast(dict[str, dict[str, str]], read_terms("terms.yaml")["subfields"])


def overlap(mask: Keys, other: Keys) -> bool:
    """Whether some text can hold the two phrases so that they share a syllable."""
    inside = any(mask[i : i + len(other)] == other for i in range(len(mask)))
    edges = range(1, min(len(mask), len(other)))
    return inside or any(mask[-n:] == other[:n] or mask[:n] == other[-n:] for n in edges)


@pytest.mark.parametrize("file", FILES)
def test_every_list_names_its_source(file: str) -> None:
    assert read_terms(file)["source"]


def test_every_subfield_but_not_classified_has_words() -> None:
    assert [*subfields(), UNCLASSIFIED] == subfield_codes()
    assert all(lists.keys() <= {"strong", "supporting", "recipient", "leaning"} for lists in subfields().values())
    assert all(phrases(lists.get("strong")) for lists in subfields().values())


def test_a_strong_word_is_no_single_syllable_unless_it_is_safe() -> None:
    strong = [keys_of(phrase) for lists in subfields().values() for phrase in phrases(lists.get("strong"))]
    assert {keys[0] for keys in strong if len(keys) == 1} <= set(keys_of(SAFE_ALONE))


@pytest.mark.parametrize("subfield", list(subfields()))
def test_a_word_has_one_strength_in_a_subfield(subfield: str) -> None:
    lists = subfields()[subfield]
    rows = [keys_of(phrase) for role in ("strong", "supporting") for phrase in phrases(lists.get(role))]
    assert len(rows) == len(set(rows))


def test_a_word_speaks_for_two_subfields_at_most() -> None:
    assert all(len(votes) <= 2 for _, votes in lexicon().terms.items())


def test_every_mask_hides_something_and_speaks_for_nothing() -> None:
    book = lexicon()
    speaking = {keys for keys, votes in book.terms.items() if votes}
    known = speaking | {keys for keys, _ in book.verbs.items()} | {keys for keys, _ in book.objects.items()}
    masks = [keys_of(phrase) for phrase in phrases(read_terms("terms.yaml")["mask"])]
    assert not speaking.intersection(masks)
    assert [mask for mask in masks if not any(overlap(mask, other) for other in known)] == []


def test_a_setting_speaks_for_a_subfield_and_a_scene_begins_a_farming_word() -> None:
    book = lexicon()
    farming = [keys for keys, votes in book.terms.items() if book.farming in dict(votes)]
    assert book.settings <= {keys for keys, votes in book.terms.items() if votes}
    assert book.scenes <= {keys[:1] for keys in farming}


def test_every_pair_has_both_parts_of_a_known_subfield() -> None:
    pairs = cast(list[dict[str, object]], read_terms("pairs.yaml")["pairs"])
    assert {str(pair["subfield"]) for pair in pairs} < set(subfield_codes())
    for pair in pairs:
        assert 0 <= int(str(pair["reach"])) <= 3
        for part in ("heads", "objects"):
            rows = [keys_of(phrase) for phrase in phrases(pair[part])]
            assert rows and len(rows) == len(set(rows)), pair[part]


def test_a_body_that_leans_to_a_subfield_is_none_whose_own_work_it_is() -> None:
    book = lexicon()
    own = {(keys, code) for keys, votes in book.recipients.items() for code, _ in votes}
    assert not own & {(keys, code) for keys, votes in book.leanings.items() for code, _ in votes}


@pytest.mark.parametrize("kind", ["outcome", "tag"])
def test_every_facet_has_words(kind: str) -> None:
    listed = cast(dict[str, str], read_terms("facet_terms.yaml")[kind])
    assert list(listed) == [facet.code for facet in facets(kind)]  # type: ignore[arg-type]
    assert all(map(phrases, listed.values()))


def test_crop_groups_are_tags() -> None:
    groups = cast(dict[str, object], read_terms("collocations.yaml")["groups"])
    assert set(groups) == {facet.code for facet in facets("tag") if facet.group == "crop"}


@pytest.mark.parametrize("file", FILES)
def test_words_are_written_in_one_way(file: str) -> None:
    def texts(node: object) -> list[str]:
        if isinstance(node, dict | list):
            children = node.values() if isinstance(node, dict) else node
            return [text for child in children for text in texts(child)]
        return [str(node)]

    for text in texts(read_terms(file)):
        assert tidy(text) == text
