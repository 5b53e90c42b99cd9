"""A network of another program as an ONNX graph, with its weights in it: onnxruntime runs it as it is."""

from models.foreign_network import ForeignNetwork


class ForeignGraph(ForeignNetwork, tag="foreign-graph", frozen=True):
    """Inside, (B, channels, H, W) in 0 to 1."""

    half: bool = False
    """Whether its numbers have 16 bits."""

    @property
    def is_graph(self) -> bool:
        return True
