"""The editor: what is drawn and clicked on one picture."""
