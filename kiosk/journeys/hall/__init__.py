"""Appointments (预约) and queue numbers (取号) at the hall."""
