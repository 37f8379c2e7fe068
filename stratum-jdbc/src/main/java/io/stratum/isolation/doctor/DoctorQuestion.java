package io.stratum.isolation.doctor;

/**
 * One thing that a check looks for.
 *
 * @param id stable id, {@code D04}
 * @param severity how much a finding weighs
 * @param text what is looked for, a short sentence
 */
public record DoctorQuestion(String id, DoctorSeverity severity, String text) {

}
