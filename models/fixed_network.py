"""What networks for faces and for subjects have in common: pictures of one fixed, square size, and no tiles."""

from models.network import NetworkDesign


class FixedNetwork(NetworkDesign, frozen=True):
    """RGB (B, side, side, 3) in 0 to 1, to what the design says. Of other programs, so none of them learns here."""

    side: int = 512
    """Pixels along each side of what it is given."""

    @property
    def planes(self) -> int:
        return 3

    @property
    def multiple_of(self) -> int:
        """What is smaller is padded to the one size that there is."""
        return self.side

    @property
    def learns(self) -> bool:
        return False

    @property
    def paints(self) -> bool:
        """Not pictures: at most aligned faces, which the stage `faces` lays into a picture, or masks."""
        return False

    @property
    def runs(self) -> bool:
        return True
