/**
 * Attribute-based access control: policies as data, inherited along the tree, deciding
 * closed.
 */
@NullMarked
package io.stratum.policy;

import org.jspecify.annotations.NullMarked;
