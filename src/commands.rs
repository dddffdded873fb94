//! What is pasted on a machine: commands and scripts, quoted. Pure.
