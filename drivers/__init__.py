"""Ground floor: talks to hardware. Imports nothing of ours."""
