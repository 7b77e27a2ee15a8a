"""What the history file holds, table by table. All SQL in Coach is in here and in the migrations."""
