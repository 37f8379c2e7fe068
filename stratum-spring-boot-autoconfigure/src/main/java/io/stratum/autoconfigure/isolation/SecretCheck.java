package io.stratum.autoconfigure.isolation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Asks whether the secrets of the application could be guessed.
 *
 * <p>
 * One that is missing, too short or no key at all has stopped the start before. Findings
 * name properties and never repeat what is in them.
 */
final class SecretCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List
		.of(new DoctorQuestion("D34", DoctorSeverity.ERROR, "A secret of encryption or of API keys is weak."));

	private static final String PEPPER = "stratum.api-key.hmac-secret";

	private static final String KEY = "stratum.encryption.key";

	private static final List<String> LISTS = List.of("stratum.api-key.previous-hmac-secrets",
			"stratum.encryption.previous-keys");

	// Too long to occur in what is random.
	private static final List<String> WORDS = List.of("secret", "password", "changeme", "change-me", "example");

	// 32 random bytes have more in any encoding.
	private static final int FEWEST_CHARACTERS = 12;

	private final Environment environment;

	SecretCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		List<DoctorFinding> findings = new ArrayList<>();
		Map<String, String> seen = new HashMap<>();
		secrets().forEach((secret) -> {
			String before = seen.putIfAbsent(secret.value(), secret.property());
			if (before != null
					&& !before.startsWith(secret.property().substring(0, secret.property().lastIndexOf('.')))) {
				findings.add(finding(secret.property(), "It is the same as '" + before + "'."));
			}
			if (isGuessable(secret.value())) {
				findings.add(finding(secret.property(), "It is not random, so it can be guessed."));
			}
		});
		return findings;
	}

	private Stream<Secret> secrets() {
		Binder binder = Binder.get(this.environment);
		Stream<Secret> single = Stream.of(PEPPER, KEY)
			.flatMap((property) -> binder.bind(property, String.class)
				.map((value) -> new Secret(property, value))
				.map(Stream::of)
				.orElseGet(Stream::empty));
		Stream<Secret> listed = LISTS.stream()
			.flatMap((property) -> binder.bind(property, Bindable.listOf(String.class))
				.orElseGet(List::of)
				.stream()
				.map((value) -> new Secret(property, value)));
		return Stream.concat(single, listed);
	}

	private static boolean isGuessable(String secret) {
		String text = secret.toLowerCase(Locale.ROOT);
		return secret.chars().distinct().count() < FEWEST_CHARACTERS || isRepetition(secret)
				|| WORDS.stream().anyMatch(text::contains);
	}

	/** Finds the text in its own double before its end, as only repetitions are. */
	private static boolean isRepetition(String secret) {
		return (secret + secret).indexOf(secret, 1) < secret.length();
	}

	private static DoctorFinding finding(String property, String finding) {
		return DoctorFinding.of("D34", DoctorSeverity.ERROR, property, finding,
				"Make another with 'openssl rand -base64 32', and keep this one among the previous ones until nothing "
						+ "needs it.");
	}

	/**
	 * One configured secret.
	 *
	 * @param property where it is configured
	 * @param value what it is
	 */
	private record Secret(String property, String value) {

		@Override
		public String toString() {
			return "Secret[" + this.property + "]";
		}

	}

}
