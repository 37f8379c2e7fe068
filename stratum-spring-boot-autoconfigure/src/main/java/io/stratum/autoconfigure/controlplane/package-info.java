/**
 * Wiring of the control plane.
 */
@NullMarked
package io.stratum.autoconfigure.controlplane;

import org.jspecify.annotations.NullMarked;
