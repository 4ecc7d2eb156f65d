"""How boxes look: tints that black letters stand on, and that grey print and the colour-blind tell apart."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from gioia.displays.scene import Box, look_of, tints


def linear(colour):
    """Return red, green and blue as light, from 0 to 1 (IEC 61966-2-1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour):
    """Return L* (CIE 1976)."""
    return 116 * luminance(colour) ** (1 / 3) - 16


def dichromat(colour, kind):
    """Return the colour as a dichromat sees it (Viénot, Brettel and Mollon 1999), in linear light."""
    red, green, blue = linear(colour)
    if kind == "protanope":
        return 0.11238 * red + 0.88762 * green, 0.11238 * red + 0.88762 * green, 0.00401 * red - 0.00401 * green + blue
    return 0.29275 * red + 0.70725 * green, 0.29275 * red + 0.70725 * green, -0.02234 * red + 0.02234 * green + blue


def box(role, tint=""):
    return Box("k", "n", role, 0, 0, 1, 1, tint=tint)


def test_black_letters_stand_on_every_tint_as_web_guidelines_ask():
    assert min((luminance(tint) + 0.05) / 0.05 for tint in tints(8)) == pytest.approx(5.9, abs=0.1)


def test_printed_in_grey_the_tints_are_steps_of_at_least_five_from_light_to_dark():
    steps = [lighter - darker for lighter, darker in pairwise(map(lightness, tints(8)))]
    assert min(steps) > 5


@pytest.mark.parametrize("kind", ["protanope", "deuteranope"])
def test_who_does_not_tell_red_from_green_tells_all_tints_apart(kind):
    def seen(tint):
        yellow, _, blue = dichromat(tint, kind)
        return yellow ** (1 / 3) * 116, max(blue, 0) ** (1 / 3) * 116

    for one, other in combinations(tints(8), 2):
        assert max(abs(a - b) for a, b in zip(seen(one), seen(other), strict=True)) > 4


@pytest.mark.parametrize("count", range(9))
def test_up_to_eight_dimensions_have_tints_of_their_own(count):
    assert len(set(tints(count))) == len(tints(count)) == count


def test_beyond_eight_the_tints_come_round_again():
    assert tints(10)[8:] == tints(10)[:2]


def test_in_black_and_white_a_box_looks_as_its_role_does():
    assert look_of(box("dimension")).fill == "#e6e6e6"
    assert look_of(box("a role of the study's own")).fill == "#ffffff"


def test_a_dimension_has_its_tint_a_theme_half_of_it_and_a_concept_none():
    assert [look_of(box(role, "#204080")).fill for role in ("dimension", "theme", "concept")] == [
        "#204080",
        "#8f9fbf",
        "#ffffff",
    ]
    assert look_of(box("dimension", "#204080")).line == "#000000"


def test_a_pole_is_white_in_the_colour_of_its_theme():
    assert look_of(box("pole", "#204080")).fill == "#ffffff"
