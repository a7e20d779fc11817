#!/bin/bash
# move scratch commits to language clone
cd /tmp/langscratch && git add -A && git commit -qm wip; cd /tmp/w/language && git fetch -q /tmp/langscratch thr && git reset -q --hard FETCH_HEAD
