/**
 * Tells logs and observations for which tenant code runs.
 */
@NullMarked
package io.stratum.autoconfigure.observe;

import org.jspecify.annotations.NullMarked;
