// The files that the command comes with. They are a C target's, since the package manager gives a Swift target that has files an
// accessor that loads all of Foundation: 4 ms of each start.
#pragma once

/// What the package manager calls the folder that it copies the files to, without `.resources` or `.bundle`.
extern const char *const bb_resources_bundle;
