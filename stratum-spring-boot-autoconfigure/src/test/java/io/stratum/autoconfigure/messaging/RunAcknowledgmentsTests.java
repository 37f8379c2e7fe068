package io.stratum.autoconfigure.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.kafka.support.Acknowledgment;

import static org.assertj.core.api.Assertions.assertThat;

class RunAcknowledgmentsTests {

	private final List<String> told = new ArrayList<>();

	private final Acknowledgment whole = new Acknowledgment() {

		@Override
		public void acknowledge() {
			RunAcknowledgmentsTests.this.told.add("all");
		}

		@Override
		public void acknowledge(int index) {
			RunAcknowledgmentsTests.this.told.add("up to " + index);
		}

		@Override
		public void nack(int index, Duration sleep) {
			RunAcknowledgmentsTests.this.told.add("not from " + index);
		}

	};

	private final RunAcknowledgments runs = new RunAcknowledgments(2);

	@Test
	void batchIsAcknowledgedOnceAllOfItsRunsAre() {
		Acknowledgment first = this.runs.of(0, this.whole);
		first.acknowledge();
		first.acknowledge();
		assertThat(this.told).isEmpty();
		this.runs.of(3, this.whole).acknowledge();
		assertThat(this.told).containsExactly("all");
	}

	@Test
	void placeInARunMeansThePlaceInTheBatch() {
		this.runs.of(3, this.whole).acknowledge(1);
		assertThat(this.told).containsExactly("up to 4");
	}

	@Test
	void whatFollowsARefusalIsNotHandledNow() {
		assertThat(this.runs.isRefused()).isFalse();
		this.runs.of(3, this.whole).nack(2, Duration.ZERO);
		assertThat(this.told).containsExactly("not from 5");
		assertThat(this.runs.isRefused()).isTrue();
	}

	@Test
	void batchIsCutWhereTheTenantChangesAndKeepsItsOrder() {
		List<TenantRun<String>> cut = TenantRun.of(List.of("a1", "a2", "b1", "-", "a3"),
				(message) -> message.equals("-") ? null : message.substring(0, 1));
		assertThat(cut).containsExactly(new TenantRun<>("a", 0, List.of("a1", "a2")),
				new TenantRun<>("b", 2, List.of("b1")), new TenantRun<>(null, 3, List.of("-")),
				new TenantRun<>("a", 4, List.of("a3")));
	}

}
