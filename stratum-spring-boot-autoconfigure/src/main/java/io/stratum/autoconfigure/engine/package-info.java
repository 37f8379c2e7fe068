/**
 * Wires the engine's own database.
 */
@NullMarked
package io.stratum.autoconfigure.engine;

import org.jspecify.annotations.NullMarked;
