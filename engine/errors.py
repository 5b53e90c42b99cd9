"""The errors that a user can do something about.

AppError                     shown as a plain sentence with a hint
├─ UnreadablePicture         the file is damaged, or not a picture that we read
├─ PictureChanged            the file changed or vanished while it was worked on
├─ DestinationNotWritable    no space, no permission, inside the source
├─ PlaceTaken                a file that is not ours has the name of a result (a DestinationNotWritable)
├─ NameInvalid               the template for names of results cannot be used
├─ MaskInvalid               the mask of a picture cannot be read, or has another size
├─ RecipeInvalid             the TOML file does not fit the stages
├─ ModelInvalid              a model package is missing, damaged or does not fit
├─ PlanInvalid               the training plan does not fit, or has nothing to learn from
├─ DeviceUnknown             no device of that name on this machine
├─ DeviceFailed              a device does not answer any more, and there is no other one
└─ OutOfDeviceMemory         the picture does not fit, even in small tiles

Everything else that is raised is our own bug, and is shown with its traceback.
"""


class AppError(Exception):
    """Something the user can solve; `hint` says how. The message names the file and the cause."""

    hint = ""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class UnreadablePicture(AppError):
    hint = "Open it in another viewer. If that fails too, the file is damaged: look for another copy."


class PictureChanged(AppError):
    hint = "Wait until nothing writes to the folder any more, then start again: what is done stays done."


class DestinationNotWritable(AppError):
    hint = "Choose another folder, or free some space."


class PlaceTaken(DestinationNotWritable):
    hint = "It is left as it is. Move it away, or choose another folder."


class NameInvalid(AppError):
    hint = "Places that are filled in: {name}, {folder}, {date}, {recipe}."


class MaskInvalid(AppError):
    hint = "Save it as a PNG as large as the picture, or delete it: then it is found anew."


class EditInvalid(AppError):
    hint = "Delete the file, and the picture is done without it; or correct what the message names."


class RecipeInvalid(AppError):
    hint = "Correct the step that the message names. `recipes` lists the stages and their options."


class ModelInvalid(AppError):
    hint = "Install the model package again."


class PlanInvalid(AppError):
    hint = "Correct the plan where the message points."


class DeviceUnknown(AppError):
    hint = "`devices` lists the names that this machine knows."


class OutOfDeviceMemory(AppError):
    hint = "Close other programs, or choose another device."


class Cancelled(Exception):
    """The user asked to stop. Not an error, so it is not an AppError."""


class DeviceFailed(AppError):
    hint = "Start Patina again; what is done stays done. If it happens again, choose another device in the settings."
