@echo off
rem The simulator's stand-in for the runner's config.cmd. It registers nothing.
echo This archive comes from the Runner Console simulator. It has no Windows runner in it, and nothing was configured.
exit /b 1
