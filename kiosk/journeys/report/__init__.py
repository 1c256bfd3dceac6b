"""反映问题: 办不成事, complaints, suggestions, praise, a broken machine; and what is answered."""
