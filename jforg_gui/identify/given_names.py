"""First names common in the languages most libraries are in: evidence for which half of `A - B` is a person."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN_NAMES: Final = _words(
    "aaron adam adrian agatha alan albert alex alexander alexandra alice amanda amy ana andrea andreas andrew "
    "andy angela ann anna anne annie anthony antonio arthur astrid barbara ben benjamin bernard beth betty bill "
    "bob brandon brian carl carlos carol caroline catherine charles charlotte chris christian christine "
    "christopher claire clara cornelia dan daniel daphne david deborah dennis diana diane don donald dorothy "
    "douglas dylan edgar edith edward eleanor elena elizabeth ella ellen emily emma eric erica ernest eva evelyn "
    "fiona frances francis frank fred gabriel gary george gerald gillian grace graham greg hannah hans harold "
    "harry heather heinrich helen henry herbert hermann howard hugh ian ingrid isaac isabel ivan jack jacob "
    "jacqueline james jan jane janet jason jean jeff jennifer jeremy jessica jim joan joanna joe johann johanna "
    "john jonathan jorge jose joseph josephine juan judith julia julian julie karen karl kate katherine kathleen "
    "kathy keith ken kenneth kevin kim klaus larry laura lauren lee leo leon leonard leslie lewis linda lisa "
    "louis louise lucy luis luke marc marcel margaret maria marie marion mark marta martha martin mary matthew "
    "max megan melissa michael michelle miguel mike mira monica nancy naomi natalie neil nell nicholas nick "
    "nicole nina nora oliver olivia orson oscar otto pamela patricia patrick paul paula pedro peter philip pierre "
    "rachel ralph ray raymond rebecca richard rick rita robert robin roger roland ron ronald rosa rose roy "
    "russell ruth sally sam samantha samuel sandra sara sarah scott sebastian sharon simon sofia sophie stefan "
    "stella stephen steve steven stuart susan suzanne sylvia ted teresa terry theodore theresa thomas tim timothy "
    "tina toby tom tony ursula val valerie vera veronica vic victor victoria vincent virginia walter wendy werner "
    "wilhelm will william wolfgang zoe "
)
