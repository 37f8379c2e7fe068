/**
 * Where the rows of a tenant live, and how they stay out of reach of others.
 */
@NullMarked
package io.stratum.isolation;

import org.jspecify.annotations.NullMarked;
