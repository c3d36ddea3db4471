"""What the `sayso` command prints."""
