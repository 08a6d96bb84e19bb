"""What can be undone, in the person's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def deed(name: str) -> str:
    """What an action was, by its name on the stack; "" for one without words."""
    said = {
        "confirm-tag": QCoreApplication.translate("Undo", "confirming a tag"),
        "reject-tag": QCoreApplication.translate("Undo", "rejecting a tag"),
        "add-tag": QCoreApplication.translate("Undo", "adding a tag"),
        "remove-tag": QCoreApplication.translate("Undo", "removing a tag"),
        "add-label": QCoreApplication.translate("Undo", "a new label"),
        "rename-label": QCoreApplication.translate("Undo", "renaming a label"),
        "remove-label": QCoreApplication.translate("Undo", "removing a label"),
        "add-synonym": QCoreApplication.translate("Undo", "another name for a label"),
        "remove-synonym": QCoreApplication.translate("Undo", "taking a name from a label"),
        "reset-labels": QCoreApplication.translate("Undo", "resetting the labels"),
        "set-favourite": QCoreApplication.translate("Undo", "marking favourites"),
        "clear-favourite": QCoreApplication.translate("Undo", "unmarking favourites"),
        "set-rating": QCoreApplication.translate("Undo", "a rating"),
        "rotate": QCoreApplication.translate("Undo", "a rotation"),
        "set-cut-off": QCoreApplication.translate("Undo", "moving the cut-off"),
        "give-offers": QCoreApplication.translate("Undo", "giving offered marks"),
        "dismiss-offers": QCoreApplication.translate("Undo", "dismissing offered marks"),
        "move-to-trash": QCoreApplication.translate("Undo", "moving photos to Trash"),
        "create-album": QCoreApplication.translate("albums", "New album"),
        "rename-album": QCoreApplication.translate("albums", "Renamed album"),
        "move-album": QCoreApplication.translate("albums", "Moved album"),
        "cover-album": QCoreApplication.translate("albums", "Chosen cover"),
        "sort-album": QCoreApplication.translate("albums", "Order of the album"),
        "change-album": QCoreApplication.translate("albums", "What the album looks for"),
        "teach-album": QCoreApplication.translate("albums", "Album that learns"),
        "delete-album": QCoreApplication.translate("albums", "Deleted album"),
        "merge-albums": QCoreApplication.translate("albums", "Merged albums"),
        "judge-album": QCoreApplication.translate("albums", "What belongs in the album"),
        "arrange-album": QCoreApplication.translate("albums", "Arranged album"),
        "add-to-album": QCoreApplication.translate("albums", "Photos added to an album"),
        "remove-from-album": QCoreApplication.translate("albums", "Photos removed from an album"),
        "import-albums": QCoreApplication.translate("albums", "Imported albums"),
        "dismiss-suggestion": QCoreApplication.translate("albums", "Dismissed suggestion"),
    }
    return said.get(name, "")
