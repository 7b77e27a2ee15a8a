"""Build time only: flesh on the skeletons, meshed, weighted and written to assets/figure/*.npz.

Run `python -m tools.build_figures` from the top folder after `pip install .[figures]`.
"""
