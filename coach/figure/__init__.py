"""A moving anatomical hand, foot and body, drawn from joint angles."""
