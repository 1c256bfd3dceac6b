"""What a tester tells the panel, and what it shows of a piece of paper."""

from __future__ import annotations

from pydantic import BaseModel, Field


class CardToPlace(BaseModel):
    person: str = Field(description="a key of the people in /state", examples=["zhang"])


class SmartCardToPlace(BaseModel):
    card: str = Field(description="a key of smart_card.cards in /state", examples=["zhang"])


class FaultToArm(BaseModel):
    kind: str = Field(description="one of the device's fault_kinds in /state")
    times: int | None = Field(1, ge=1, description="how often; null until cleared")
    value: float | None = Field(None, ge=0, description="lines, bytes or seconds, by kind")


class FaultToClear(BaseModel):
    kind: str | None = Field(None, description="one kind; null for all")


class KeyToPress(BaseModel):
    stars: int = Field(ge=1, le=5)


class SensorToSet(BaseModel):
    sensor: str = Field(description="a key of the board's sensors in /state", examples=["door"])
    yes: bool


class SceneToShow(BaseModel):
    name: str = Field(examples=["page"])


class CodeToShow(BaseModel):
    text: str = Field(min_length=1, max_length=2000, examples=["https://ywtb.example/c/82641937"])
    symbology: str = Field("qr", description="qr or code_128")


class SheetsToLoad(BaseModel):
    sheets: int = Field(ge=0, le=100)


class SheetToLay(BaseModel):
    there: bool = Field(description="false takes the sheet off the glass")


class PaperToSet(BaseModel):
    state: str = Field(description="ok, near_end or out")


class PieceView(BaseModel):
    """A piece of paper; `cut` is null while it hangs in the printer."""

    number: int
    text: str
    raw_base64: str
    cut: str | None
    taken: bool
    height_mm: float
    unknown_commands: list[str]
    missing_characters: list[str]
