"""The words exercises use for muscles and places, and the drawn regions that show them."""

from __future__ import annotations

from typing import Final

HAND: Final[dict[str, tuple[str, ...]]] = {
    "finger-flexors": ("forearm-flexors", "fingers-front", "palm"),
    "finger-extensors": ("forearm-extensors", "fingers-back"),
    "fingers": ("fingers-back", "fingers-front"),
    "thenar": ("thumb-ball",),
    "thumb-abductors": ("thumb-ball",),
    "thumb-adductor": ("thumb-web",),
    "first-web": ("thumb-web",),
    "thumb-extensors": ("thumb",),
    "first-dorsal-interosseous": ("first-interosseous",),
    "hypothenar": ("little-finger-ball",),
    "lumbricals": ("palm",),
    "wrist": ("wrist-front", "wrist-back"),
    "forearm": ("forearm-flexors", "forearm-extensors"),
    "median-nerve": ("wrist-front", "forearm-flexors"),
    "ulnar-nerve": ("little-finger-ball", "forearm-flexors"),
    "hand": ("palm", "back-of-hand"),
}
FOOT: Final[dict[str, tuple[str, ...]]] = {
    "gastrocnemius": ("calf",),
    "calf": ("calf", "soleus"),
    "plantar-fascia": ("arch",),
    "sole": ("arch", "heel", "ball-of-foot"),
    "ankle": ("achilles", "top-of-foot"),
    "toes": ("toes-top", "toes-under"),
    "toe-flexors": ("toes-under", "arch"),
    "toe-extensors": ("toes-top", "top-of-foot"),
    "foot-interossei": ("forefoot",),
    "abductor-hallucis": ("arch", "big-toe-ball"),
    "tibialis-anterior": ("shin",),
    "peroneals": ("outer-shin",),
    "foot": ("top-of-foot", "arch"),
}
BODY: Final[dict[str, tuple[str, ...]]] = {
    # The working side is the left one.
    "gastrocnemius": ("calf-left",),
    "soleus": ("soleus-left",),
    "achilles": ("achilles-left",),
    "hamstrings": ("hamstring-left",),
    "plantar-fascia": ("sole-left", "toes-left"),
    "toe-flexors": ("toes-left", "sole-left"),
    "toe-extensors": ("top-of-foot-left",),
    "tibialis-anterior": ("shin-left", "top-of-foot-left"),
    "ankle": ("achilles-left",),
    "calves": ("calf",),
    "legs": ("calf", "thigh"),
    "shoulders": ("shoulder-top",),
    "forearm": ("forearm-front", "forearm-back"),
    "forearm-flexors": ("forearm-front",),
    "forearm-extensors": ("forearm-back",),
    "finger-flexors": ("forearm-front",),
    "ulnar-nerve": ("forearm-front-left",),
}
_WORDS: Final = {"hand": HAND, "foot": FOOT, "body": BODY}
_SIDES: Final = ("", "-left", "-right")
DRAWN: Final[dict[str, frozenset[str]]] = {
    "hand": frozenset(
        {
            *("palm", "back-of-hand", "knuckles", "middle-joints", "end-joints", "finger-webs", "interossei"),
            *(
                "fingers-front",
                "fingers-back",
                "index-finger",
                "middle-finger",
                "ring-finger",
                "little-finger",
            ),
            *("thumb", "thumb-ball", "thumb-web", "first-interosseous", "little-finger-ball"),
            *("wrist-front", "wrist-back", "forearm-flexors", "forearm-extensors"),
        }
    ),
    "foot": frozenset(
        {
            *("arch", "heel", "ball-of-foot", "forefoot", "outer-edge", "top-of-foot", "achilles"),
            *("big-toe", "big-toe-ball", "toes-top", "toes-under", "toe-webs"),
            *("calf", "soleus", "shin", "outer-shin"),
        }
    ),
    "body": frozenset(
        {
            "chest",
            "neck",
            *(
                f"{region}{side}"
                for region in (
                    *("neck-side", "shoulder-top", "shoulder-blades", "forearm-front", "forearm-back"),
                    *("wrist", "hand", "thigh", "hamstring", "calf", "soleus", "shin", "achilles"),
                    *("top-of-foot", "sole", "toes"),
                )
                for side in _SIDES
            ),
        }
    ),
}
"""The regions each figure is drawn with: what `regions` can mark."""


def words(figure: str) -> frozenset[str]:
    """Every word that marks something on a figure."""
    return DRAWN[figure] | _WORDS[figure].keys()


def regions(figure: str, words: tuple[str, ...]) -> dict[str, float]:
    """Drawn regions for structure words, each at full strength. A region's own name stands for itself."""
    table = _WORDS.get(figure, {})
    return {region: 1.0 for word in words for region in table.get(word, (word,))}
