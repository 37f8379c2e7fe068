/**
 * Wires the audit log.
 */
@NullMarked
package io.stratum.autoconfigure.audit;

import org.jspecify.annotations.NullMarked;
