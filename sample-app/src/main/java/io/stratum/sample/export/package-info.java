/**
 * Exports, which work on another thread.
 */
@NullMarked
package io.stratum.sample.export;

import org.jspecify.annotations.NullMarked;
