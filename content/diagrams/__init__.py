"""Diagrams of our own: SVG without letters, drawn with a language's labels. Pure: no Django."""

from content.diagrams.draw import draw
from content.diagrams.read import BadDiagram, label_names, read

__all__ = ["BadDiagram", "draw", "label_names", "read"]
