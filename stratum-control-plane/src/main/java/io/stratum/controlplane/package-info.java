/**
 * The engine over HTTP, one controller for each capability.
 */
@NullMarked
package io.stratum.controlplane;

import org.jspecify.annotations.NullMarked;
