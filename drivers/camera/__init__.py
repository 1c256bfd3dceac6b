"""Document and face cameras (高拍仪, 人像摄像头)."""
