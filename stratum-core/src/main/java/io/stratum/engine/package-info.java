/**
 * What every capability of the engine stands on: its database, its journal of changes and
 * its memory. Not for applications.
 */
@NullMarked
package io.stratum.engine;

import org.jspecify.annotations.NullMarked;
