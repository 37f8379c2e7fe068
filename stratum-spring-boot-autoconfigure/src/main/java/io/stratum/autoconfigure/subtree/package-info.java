/**
 * Wires reads of subtrees.
 */
@NullMarked
package io.stratum.autoconfigure.subtree;

import org.jspecify.annotations.NullMarked;
