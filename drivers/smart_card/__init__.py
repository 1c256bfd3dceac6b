"""Smart card readers (智能卡读卡器)."""
