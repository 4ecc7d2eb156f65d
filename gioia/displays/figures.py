"""The figures of a paper: the data structure, a mechanism model for every stage, the integrated model, the timeline.

The data structure goes over several pages where it is too high for one; they bear one number.

A study without stages has one mechanism model, of all its themes, if it has relations. The graph of a mechanism model
holds the relations of its stage; that of the integrated model holds all relations, so that it is the whole process model.
"""

from __future__ import annotations

from msgspec.structs import replace

from gioia.displays.captions import stage_title
from gioia.displays.data_structure import data_structure_scenes
from gioia.displays.display import Figure
from gioia.displays.graphs import data_structure, integrated_model, process_model
from gioia.displays.integrated import integrated_scene
from gioia.displays.labels import label
from gioia.displays.mechanism import mechanism_scene
from gioia.displays.timeline import has_dates, timeline_graph, timeline_scene
from gioia.model.records import Stage
from gioia.study import Study

_TITLES = {
    "zh": {"structure": "数据结构", "model": "机理模型", "stage": "{}的机理模型", "integrated": "各阶段整合的机理模型"},
    "en": {
        "structure": "Data structure",
        "model": "Process model",
        "stage": "Process model of the stage “{}”",
        "integrated": "Integrated process model",
    },
}


def figures(study: Study) -> list[Figure]:
    """Return all figures, numbered from 1."""
    made: list[Figure] = []
    for index, stage in enumerate(study.stages, start=1):
        made.append(_mechanism(study, stage, f"mechanism-stage-{index}", len(made) + 2))
    if study.stages:
        number = len(made) + 2
        made.append(
            Figure(
                f"figure-{number}-integrated",
                _title(study, "integrated"),
                integrated_scene(study),
                integrated_model(study),
                study.language,
                number,
            )
        )
    elif study.model.relations:
        made.append(_mechanism(study, None, "mechanism", len(made) + 2))
    if has_dates(study):
        made.append(_timeline(study, len(made) + 2))
    looks = study.appearance
    return [
        replace(figure, dpi=looks.dpi, fonts=looks.fonts, asked=looks.points)
        for figure in (*data_structure_figures(study), *made)
    ]


def _title(study: Study, key: str) -> str:
    return _TITLES.get(study.language, _TITLES["en"])[key]


def data_structure_figures(study: Study) -> list[Figure]:
    """Return the data structure, over as many pages as it takes."""
    graph, title = data_structure(study), _title(study, "structure")
    return [
        Figure(
            "figure-1-data-structure" + (f"-{part}" if part > 1 else ""),
            title,
            scene,
            graph,
            study.language,
            1,
            part=part,
        )
        for part, scene in enumerate(data_structure_scenes(study), start=1)
    ]


def _mechanism(study: Study, stage: Stage | None, name: str, number: int) -> Figure:
    title = _title(study, "stage").format(stage_title(stage.name, study.language)) if stage else _title(study, "model")
    graph = process_model(study, stage.name if stage else "")
    return Figure(f"figure-{number}-{name}", title, mechanism_scene(study, stage), graph, study.language, number)


def _timeline(study: Study, number: int) -> Figure:
    scene, graph = timeline_scene(study), timeline_graph(study)
    return Figure(f"figure-{number}-timeline", label("Timeline", study.language), scene, graph, study.language, number)
