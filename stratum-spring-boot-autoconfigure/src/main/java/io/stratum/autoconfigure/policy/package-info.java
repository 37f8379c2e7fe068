/**
 * Wires attribute-based policies.
 */
@NullMarked
package io.stratum.autoconfigure.policy;

import org.jspecify.annotations.NullMarked;
