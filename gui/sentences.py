"""Sentences of the engine that have places in them: remarks about a picture, and errors with the name of a file.

The engine speaks English, in whole sentences. Each is here once, with places for what differs: what stands in a `{place}` is
left as it is; what stands in a `{PLACE}` is words of the engine again, and is translated too. Their translations stand in the
context "engine", like those of everything else that the engine says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from gui.catalogue.sentences import CATALOGUE, LICENCES
from gui.laboratory.sentences import LABORATORY
from gui.picture.sentences import DAMAGED, LEFT_OUT, PLACES, UNREADABLE
from gui.teach.sentences import TEACHING

FOUND = (  # what stages see and do
    "tones: as they should be", "tones: changed by {amount} of 255",
    "seen: {FAULTS}", "noise or grain", "JPEG blocks", "blur", "neither noise nor JPEG blocks nor blur",
    "noise: sigma {sigma}", "working scale: 1/{scale}", "damage: {share} of the picture",
    "colours: a plausible guess (version {version}, {HINTS}), not evidence", "{count} hint", "{count} hints",
    "colours: it has its own (they scatter by {amount}); any others are a guess, not evidence",
    "enlarged {factor} times", "enlarged {factor} times, though its detail ends at 1/{scale} of its size",
    "painted: {styles}", "painted as Monet might have", "{STAGE}: not needed ({REMARKS})", "{STAGE}: not needed ()",
    "tones: they may be as they should be; {share} of the change was made", "damage: {share} of the picture is doubtful",
    "noise: {share} of the even places have more of it, or less", "not done: {WHY}",
    "levels", "restore", "scratches", "colourise", "style", "artwork", "enlarge", "retouch", "faces",
    "marked by hand: {share} of the picture",
    "faces: none found", "faces: {count} found, {restored} restored", "faces: {count} too small to be restored",
    "faces: {count} left alone, as it was asked for", "faces: {count} left alone, only the largest are restored",
    "faces: 1 blended back to {share}: it no longer looked like itself",
    "faces: {count} blended back, to {share} and more: they no longer looked like themselves",
    "faces: nobody looked whether they stay themselves, for want of a model that tells faces apart",
    "faces: the one that changed most is {share} like itself",
)  # fmt: skip

EVIDENCE = (  # what is shown of it
    "what became of the tones", "where damage was found", "surely damage", "what was marked", "covered",
    "where faces are", "a face that stayed like itself",
    "where other guesses would give the same colours", "they all agree",
    "noise, from place to place", "sigma {sigma}", "where it was changed", "by {amount} of 255",
)  # fmt: skip

WAYS = (  # why a picture takes its way
    "what you marked is covered with what the picture has elsewhere", "damage is found and repaired",
    "damage is found and repaired, except where you erased", "everything but the subject is painted",
    "the subject alone is painted", "the whole picture is painted", "colours are guessed",
    "colours are guessed, led by {count} of your colours", "faces are restored",
    "faces are restored, except those that you left", "the whole picture, as the recipe says",
)  # fmt: skip

MODELS_AND_DEVICES = (
    "there is no model “{model}” (installed: {models})", "there is no style “{style}”", "There are: {names}.",
    "the models “{one}” and “{other}” have different networks: nothing lies between",
    "the model “{model}” answered with numbers that are none (NaN)", "the model “{model}” answered with one tone for all",
    "this PyTorch is not built for the graphics card, or its driver is too old",
    "this PyTorch cannot use the graphics card of this Mac", "this onnxruntime has no {provider}",
    "Install the one for this system: see README.",
    "pytorch.org says which build is for which card. Without it the processor computes.",
    "{device} does not answer any more", "{device} failed: {CAUSE}",
    "Start Patina again; what is done stays done. If it happens again, choose another device in the settings.",
    "{file} is damaged: it is not the file that {card} describes", "{file} is not a card that we understand: {cause}",
    "{file} holds no weights: {cause}", "the weights in {folder} do not fit the network on the card: {cause}",
    "there is no device “{device}” on this machine (there are: {devices})", "{PROBLEM}; {device} is used instead",
    "{devices}: devices of several kinds cannot share a batch: a picture would depend on which of them had time",
    "Name several cards of one kind, such as cuda:0,cuda:1.",
    "there is no card {number} on this machine (there are {count}, from 0)",
    "{device}: too little memory for a tile ({cause})",
    "too little memory: tiles are at most {side} pixels wide from now on",
    "there is no queue “{queue}”", "there is no picture {number} in the queue “{queue}”",
    "a request could not be understood: {cause}",
    "there is no recipe “{recipe}” (there are: {recipes})",
    "{recipe} has no stage that marks anything", "{recipe} has no stage “{stage}” that could be given {options}",
)  # fmt: skip

MODELS_COMING_IN = (
    "reading the file", "measuring how far it looks: {reach} pixels?", "looking for the grid on which tiles must begin",
    "a package: {TITLE}", "{network}, {size} million parameters: {DOES}",
    "a graph (ONNX), {size} million parameters: {DOES}", "restores", "enlarges {factor} times", "a graph (ONNX)",
    "Restores pictures; of another program.", "Enlarges pictures {factor} times; of another program.", "unknown",
    "It looks at more of the picture than a tile shows: the borders of tiles may be seen faintly.",
    "{file} is not taken in: {WHY}",
    "“{name}” cannot be the name of a model", "Small letters, digits and “-” make an id.",
    "a model called “{model}” is there already", "Your own one can be removed first; those that came with Patina stay.",
    "there is no “{file}” in “{folder}”", "A model package is a folder with model.toml and weights.safetensors.",
    "the card of “{folder}” is not understood: {cause}",
    "the weights in “{folder}” are not the file that model.toml describes",
    "The copy may be damaged: fetch the package again.",
    "Move it away, or choose another name.", "{file} is no model of a kind that is read",
    "Packages (folders with model.toml) and files named .pth, .pt, .ckpt, .safetensors or .onnx can be read.",
    "“{folder}” is not a package, but there is {file} in it", "Choose that file itself.",
    "there is too little memory for it", "Close other programs.", "it cannot be read: {CAUSE}",
    "it is damaged or cut off, or no file of weights", "it is damaged or cut off ({cause})",
    "it is a program (TorchScript), and only weights are taken", "it holds no table of weights", "it holds no weights",
    "it says that it holds more numbers than there are in it",
    "it holds more than numbers: it asks for “{name}”, and such a file could run a program when it is opened",
    "Look for the same model as .safetensors, which can hold nothing but numbers.",
    "If it is to be had as .onnx, that may work.", "its network is none of those that are known",
    "it looks like {network}, but its weights do not fit: {cause}", "{network} is a network for filling holes",
    "{network} is a network for grey faces, or one that enlarges them: neither can be used",
    "finds what a picture is of", "Finds what a picture is of, for selecting it by a click; of another program.",
    "it looks like one that finds what a picture is of, but takes only pictures of {width} x {height} pixels",
    "it looks like one that finds what a picture is of, but tells {count} kinds of things apart, and not one from its ground",
    "it looks like one that finds what a picture is of, but answers with {given} numbers, not one for each pixel",
    "it looks like one that finds what a picture is of, but answers with numbers up to {number}",
    "Take one that gives one mask as large as its picture, such as u2net or isnet-general-use of rembg.",
    "finds faces", "tells faces apart", "restores faces", "Finds faces; of another program.",
    "Tells faces apart; of another program.", "Restores faces, for the stage “faces”; of another program.",
    "It makes up what it cannot see: a face may become somebody else's.",
    "it looks like a finder of faces (YuNet), but it does not answer with {names}",
    "it looks like a finder of faces (YuNet), but takes only pictures of {width} x {height} pixels",
    "it looks like a finder of faces (YuNet), but its answer {name} has another size",
    "Take one of the YuNet family, such as OpenCV's.", "Take one of the SFace family, such as OpenCV's.",
    "it looks like one that tells faces apart, but answers with {given} numbers, not 1 x {wanted}",
    "it looks like a restorer of faces, but its second input is not a single number",
    "it looks like a restorer of faces, but answers with {given} numbers",
    "it answers a picture from -1 to 1 with numbers up to {number}",
    "Take one with pictures of 3 x 512 x 512 going in and coming out, as GFPGAN and CodeFormer are exported.",
    "the stage “faces” needs a model that finds faces, and none is there",
    "the stage “faces” needs a model that restores faces, and none is there",
    "Add its file on the page “Models”. The catalogue lists one: {model}.",
    "the model “{model}” does not find faces", "the model “{model}” does not tell faces apart",
    "the model “{model}” does not restore faces", "Choose another one for the stage “faces”.",
    "the graph cannot be opened: nothing is known of {network}",
    "{network} takes {asked} channels and gives {given}: only colour (3) and grey (1) can be used",
    "{network} takes only square pictures", "{network} enlarges {factor} times: only 2, 4 and 8 can be used",
    "models of other programs need {package}, which is not installed", "spandrel cannot be loaded: {cause}",
    "Install it with: pip install spandrel torchvision==0.28.0 (or the extra “models” of Patina).",
    "Renew it with: pip install spandrel torchvision==0.28.0 (or the extra “models” of Patina).",
    "the installed spandrel knows no network “{network}”", "the model “{model}” cannot be opened: {CAUSE}",
    "the model “{model}” cannot be used: {CAUSE}", "the graph cannot be opened: {cause}",
    "it is not a whole ONNX file: {CAUSE}", "it is cut off", "it holds no graph", "it does not look like an ONNX file",
    "its graphs go too deep", "Fetch the file again.", "it keeps weights in another file",
    "Export it again as one file: other files are never opened on behalf of a model.",
    "Export it again with one input (1, 3, height, width) of float numbers from 0 to 1, and free height and width.",
    "it answers {given} numbers with {answer}: not a picture 1, 2, 4 or 8 times as large",
    "it answers a picture from 0 to 1 with numbers up to {number}", "onnxruntime cannot open it: {cause}",
    "it has {count} inputs, and one picture is all that it can be given",
    "its input is a {kind} with {count} dimensions, not a picture of float numbers",
    "its input has the colours last", "its input has {count} channels: only 3 and 1 can be used",
    "it takes only pictures of {width} x {height} pixels", "it takes only {count} pictures at once",
    "it fails on a picture of {width} x {height} pixels: {cause}",
    "it looks at the whole picture, or further than {reach} pixels (attention, pooling or norms over all)",
    "Pictures are painted in tiles, and their borders would show. Choose a model that looks less far.",
    "its answer depends on where a tile begins", "Pictures are painted in tiles, and their borders would show.",
    "model: {model}", "the model “{model}” does not enlarge", "the model “{model}” does not restore",
    "Choose another one for the stage “enlarge”.", "Choose another one for the stage “restore”.",
    "the model “{model}” does not colour", "Choose another one for the stage “colourise”.",
    "the model “{model}” enlarges {factor} times, and not {wanted} times",
    "Choose a smaller factor, or another model for the stage “enlarge”.",
    "the model “{model}” paints no pictures that could be shown",
    "its answers differ from those of the processor, by up to {number} of 255",
)  # fmt: skip

LEARNT_FROM = (
    "{count} colour photographs of people, life, things, nature and places, of research or unknown licences, reduced in size; "
    "{paintings} paintings and prints in the public domain (the Art Institute of Chicago's CC0 pictures, and famous ones); and "
    "{made} photographs that code has turned into sketches, engravings and the like (the command crafts); judged by our own "
    "perceptual network, which SqueezeNet 1.0 (BSD) has taught.",
    "Hands are recognised by palette and texture, strokes are finer than the painters' own, and bright rims may stand around "
    "things.",
    "{count} colour photographs of nature, places and people, of research or unknown licences; and {paintings} paintings by "
    "Claude Monet, in the public domain.",
    "Nine minutes of learning, from landscapes: people get the colours of meadows, and strokes are fine.",
    "Colours are cautious: grass, leaves and skin are often right, clothes are guessed, and much stays brown. Look at all "
    "three versions, and give it points of colours that you know.",
    "{count} colour photographs of people, things, nature and places, of research or unknown licences, {HOW}",
    "made small and grey, and aged by the plan {plan}; judged by SqueezeNet 1.0 (BSD), which was trained on ImageNet.",
    "{count} colour photographs of people, things, nature and places, of research or unknown licences, reduced in size; judged "
    "by our own perceptual network, which learnt from SqueezeNet 1.0 (BSD).",
    "Made-up texture is not evidence: small faces and writing may become others.",
    "{SOURCES}; and {count} opacity masks of film damage (FilmDamageSimulator, MIT).",
    "{count} colour photographs of people, life, things, nature and places, of research or unknown licences, {HOW}",
    "damaged by the plan {plan}",
    "reduced in size.",
    "reduced in size and aged by the plan {plan}",
    "aged by the plan {plan}, and {paintings} paintings in the public domain; "
    "taught by SqueezeNet 1.0 (BSD), which was trained on ImageNet.",
    "What the restorer saw ({count} colour photographs of people, life, things, nature and places, of research or unknown "
    "licences, and {masks} opacity masks of film damage from FilmDamageSimulator, MIT), by the plan {plan}.",
)

HINTS = (
    "Open it in another viewer. If that fails too, the file is damaged: look for another copy.",
    "Wait until nothing writes to the folder any more, then start again: what is done stays done.",
    "Choose another folder, or free some space.", "Choose TIFF or PNG.", "Choose a picture file.",
    "Wait until it has ended, or choose another folder.", "Choose another folder for the masks.",
    "Check the name.", "Check the permissions.", "Open it again.",
    "Choose a folder outside the pictures, so that results are never taken for originals.",
    "It is left as it is. Move it away, or choose another folder.", "It is left as it is. Move it away, then accept again.",
    "{name} keeps the picture's own name.", "Put {name} into it: the picture's own name.",
    "Places that are filled in: {name}, {folder}, {date}, {recipe}.", "Leave out one of the two.",
    "Save it as an ordinary grey or RGB picture first.",
    "Save it as a PNG as large as the picture, or delete it: then it is found anew.",
    "Delete the file, and the picture is done without it; or correct what the message names.",
    "Correct the step that the message names. `recipes` lists the stages and their options.",
    "Take the recipe “damaged”, for example.",
    "Install the model package again.", "Install its package, or train one: docs/games.md has plans to start from.",
    "`devices` lists the names that this machine knows.", "Close other programs, or choose another device.",
    "This is our mistake.", "This is our mistake. Please report it.",
)  # fmt: skip

JOINTS = ("; ", ", ", " and ")
"""Between several things that are said in one place."""

SENTENCES = (
    *FOUND, *EVIDENCE, *WAYS, *LEFT_OUT, *UNREADABLE, *DAMAGED, *PLACES, *MODELS_AND_DEVICES, *MODELS_COMING_IN, *LEARNT_FROM,
    *HINTS, *JOINTS, *TEACHING, *CATALOGUE, *LICENCES, *LABORATORY,
)  # fmt: skip

PLACE = re.compile(r"\{(\w+)\}")
Lookup = Callable[[str], str]


def translated(text: str, look_up: Lookup) -> str:
    """The text by `look_up`, which gives back what it does not know; if it has places, with what stands in them."""
    sentence, parts = _taken_apart(text)
    if sentence is not None:
        return PLACE.sub(lambda place: _part(place[1], parts, look_up), look_up(sentence))
    return look_up(text)


def known(text: str) -> bool:
    """Whether it is one of these sentences."""
    return _taken_apart(text)[0] is not None


def _part(name: str, parts: dict[str, str], look_up: Lookup) -> str:
    part = parts[name]
    if name.islower():
        return part
    for joint in () if known(part) else JOINTS:
        if joint in part:
            return look_up(joint).join(_part(name, {name: one}, look_up) for one in part.split(joint))
    return translated(part, look_up)


@lru_cache(maxsize=4096)
def _taken_apart(text: str) -> tuple[str | None, dict[str, str]]:
    """The sentence that the text is, and what stands in its places."""
    for sentence, form in _forms():
        if match := form.fullmatch(text):
            return sentence, match.groupdict()
    return None, {}


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    """How each sentence is recognised; those that say most themselves come first."""
    sentences = sorted(SENTENCES, key=lambda sentence: -len(PLACE.sub("", sentence)))
    return [(sentence, re.compile(_form(sentence), re.DOTALL)) for sentence in sentences]


def _form(sentence: str) -> str:
    pieces = PLACE.split(sentence)  # words and places in turn
    return "".join(f"(?P<{piece}>.+?)" if place % 2 else re.escape(piece) for place, piece in enumerate(pieces))
