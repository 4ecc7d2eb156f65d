"""The files in which a study's codings leave for the programs in which people work: one a document, or one for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gioia.codings.coding import Coding
from gioia.errors import GioiaError
from gioia.study.record import Study, persons_codings

FORMATS = ("coding-docx", "coding-xlsx", "coding-csv")
FOLDER = "codings"


def coding_files(study: Study, formats: Sequence[str], only: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield the way below the output folder and the bytes of each file.

    The codings are those of persons, in the documents whose name holds one of `only`, in all where it is empty. Raises GioiaError
    where there is none.
    """
    documents = [document for name, document in study.documents.items() if any(part in name for part in only or [""])]
    if not documents:
        what = f"no document is called {', '.join(only)!r}" if only else "the study has no document"
        raise GioiaError(what, remedy="gioia sources shows the names")
    codings: dict[str, list[Coding]] = {document.name: [] for document in documents}
    for coding in persons_codings(study):
        if coding.document in codings:
            codings[coding.document].append(coding)
    for format in dict.fromkeys(formats):
        if format == "coding-docx":
            from gioia.interchange.coding_docx import write

            for document in documents:
                yield f"{FOLDER}/{document.name}.docx", write(document, codings[document.name], study.language)
        else:
            from gioia.interchange import coding_sheet

            suffix = format.removeprefix("coding-")
            writer = coding_sheet.write_xlsx if suffix == "xlsx" else coding_sheet.write_csv
            yield f"{FOLDER}.{suffix}", writer(study, documents, codings)
