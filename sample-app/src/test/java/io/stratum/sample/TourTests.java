package io.stratum.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.stratum.sample.Walkthrough.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TourTests {

	@TempDir
	static Path data;

	@Test
	void everyCommandAnswersAsShown() throws IOException, InterruptedException {
		List<Step> steps = Walkthrough.read(Path.of("..", "docs", "tour.md"));
		assertThat(steps).hasSizeGreaterThan(30);
		try (OrderDeskFixture desk = OrderDeskFixture.start(data.toString())) {
			Walkthrough walkthrough = new Walkthrough(desk.variables(), desk.port());
			for (Step step : steps) {
				walkthrough.follow(step);
			}
		}
	}

}
