"""Stated numbers of rewards. Rows overlap, so nothing is added up: a profile shows one source as it stands."""

from collections.abc import Sequence

import pandas as pd

from analysis.schema import CODES

# Rows that agree in all of these speak of the same thing; only the recipient kind may differ.
SCOPE = ["document_id", "source", "province", "district", "commune", "period_start", "period_end"]
PROFILE = [*SCOPE, "role", "level", "form", "field", "movement"]
KINDS = list(CODES["counted_recipient_kind"].vi)


def unambiguous(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Return one row per `key`, leaving out every key under which different numbers stand.

    Two different numbers for one and the same thing are two stages or a slip; choosing one would be a guess.
    """
    alike = rows.groupby(list(key), dropna=False)["count"].transform("nunique") == 1
    return rows[alike & rows["count"].notna()].drop_duplicates(list(key))


def profiles(rewards: pd.DataFrame, role: str = "awarded") -> pd.DataFrame:
    """Return what each source says of one role, one row per recipient kind, where it names at least two kinds.

    Columns: `profile` (number of the group), those of PROFILE, `recipient_kind`, `count`, `bound`. A profile never
    mixes places, periods, levels, forms, roles or sources; a kind the source does not state has no row (it is
    missing, not 0). Documents of one's own stand before collections of published figures, the newest first.
    """
    held = rewards[(rewards["role"] == role) & rewards["recipient_kind"].notna()]
    held = unambiguous(held, [*PROFILE, "recipient_kind"])
    kinds = held.groupby(PROFILE, dropna=False)["recipient_kind"].transform("nunique")
    held = held[kinds >= 2]
    order = _profile_order(held)
    kind = held["recipient_kind"].map(KINDS.index)
    made = held.assign(profile=order, kind_order=kind).sort_values(["profile", "kind_order"])
    return made[["profile", *PROFILE, "recipient_kind", "count", "bound"]].reset_index(drop=True)


def _profile_order(rows: pd.DataFrame) -> "pd.Series[int]":
    """Return the rank of each row's profile: own documents first, then whole totals, the newest, the place."""
    parts = rows["form"].notna().astype(int) + rows["field"].notna() + rows["movement"].notna()
    newest = -rows["period_end"].map(lambda day: 0 if pd.isna(day) else day.toordinal()).astype(int)
    texts = list(zip(*(rows[name].astype("str").fillna("") for name in PROFILE), strict=True))
    keys = list(zip(rows["source"].notna(), parts, newest, texts, strict=True))
    rank = {key: at for at, key in enumerate(sorted(set(keys)))}
    return pd.Series([rank[key] for key in keys], index=rows.index, dtype="int64")


def distinct_places(made: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the first profile of each place and source, at most `most` of them."""
    first = made.drop_duplicates("profile").drop_duplicates(["document_id", "province", "district", "commune"])
    return made[made["profile"].isin(first["profile"].head(most))].reset_index(drop=True)


def rows_by_role(rewards: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows (not rewards: rows overlap) each role and recipient kind has."""
    kinds = rewards["recipient_kind"].fillna("unstated")
    roles = [role for role in CODES["reward_role"].vi if (rewards["role"] == role).any()]
    made = pd.crosstab(rewards["role"], kinds).reindex(index=roles, columns=[*KINDS, "unstated"], fill_value=0)
    made.index.name, made.columns.name = "role", None
    return made.astype("Int64")


def of_documents(rewards: pd.DataFrame, role: str = "awarded") -> pd.DataFrame:
    """Return the rows of one role that documents themselves state, without the collections of published figures."""
    return rewards[rewards["source"].isna() & (rewards["role"] == role)].reset_index(drop=True)


def kind_lead(made: pd.DataFrame) -> pd.DataFrame:
    """Return one row: profiles with both collectives and individuals, and in how many individuals are more."""
    wide = made.pivot(index="profile", columns="recipient_kind", values="count")
    both = wide.reindex(columns=["collective", "individual"]).dropna()
    return pd.DataFrame(
        {"profiles": [len(both)], "individuals_lead": [int((both["individual"] > both["collective"]).sum())]}
    )
