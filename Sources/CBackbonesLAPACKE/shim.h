#pragma once
#if !__has_include(<lapacke.h>)
#error "Backbones needs LAPACKE: 'apt-get install liblapacke-dev' (Debian, Ubuntu) or 'brew install lapack' (macOS)."
#endif
#include <lapacke.h>
