package io.stratum;

/**
 * One broken rule of an input.
 *
 * @param path where the value is, in the words of the input: {@code slug},
 * {@code tenants[2].name}
 * @param message what is wrong, for a user
 * @param code the broken rule, in snake case: {@code required}, {@code pattern},
 * {@code size}
 */
public record Issue(String path, String message, String code) {

}
