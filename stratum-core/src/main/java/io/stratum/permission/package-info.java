/**
 * Permissions that flow down the tree: who holds what, who may pass it on, how it ends.
 */
@NullMarked
package io.stratum.permission;

import org.jspecify.annotations.NullMarked;
