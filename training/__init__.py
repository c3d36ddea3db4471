"""How the weights were made. `python -m training` makes them again; torch is needed here and nowhere else."""
