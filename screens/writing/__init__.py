"""Writing Chinese on the glass: pinyin and handwriting, without a window.

`Composer` is what a keyboard talks to; `Pinyin` finds candidates; `Ink` reads strokes. Everything
runs in the thread that draws, in well under a frame. Nothing a citizen writes is learnt or kept.
"""
