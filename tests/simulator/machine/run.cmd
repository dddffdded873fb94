@echo off
rem The simulator's stand-in for the runner's run.cmd. It runs nothing.
echo This archive comes from the Runner Console simulator. It has no Windows runner in it, and nothing is running.
exit /b 1
