// The files that the command comes with. They are a C target's, since the package manager gives a Swift target that has files an
// accessor that imports Foundation, which every start of the command would load.
#pragma once

/// What the package manager calls the folder that it copies the files to, without `.resources` or `.bundle`.
extern const char *const bb_resources_bundle;
