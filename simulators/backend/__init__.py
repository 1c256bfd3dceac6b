"""A test double of a province's one-network platform (演示数据): it decides nothing for anyone.

It speaks the `/v1` contract of docs/one_network/openapi.yaml, and fails on request.
"""
