package io.stratum.test;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * A way for work to reach a thread that nobody bound.
 */
enum OtherThread {

	NEW_THREAD {

		@Override
		void start(Runnable work) {
			new Thread(work, "stratum-contract").start();
		}

	},

	ASYNC_EXECUTOR {

		@Override
		void start(Runnable work) {
			new SimpleAsyncTaskExecutor("stratum-contract-").execute(work);
		}

	},

	EXECUTOR_SERVICE {

		@Override
		void start(Runnable work) {
			ExecutorService executor = Executors.newSingleThreadExecutor();
			executor.execute(work);
			executor.shutdown();
		}

	},

	COMMON_POOL {

		@Override
		void start(Runnable work) {
			CompletableFuture.runAsync(work);
		}

	},

	/** Some of it runs on the thread that began. */
	PARALLEL_STREAM {

		@Override
		void start(Runnable work) {
			IntStream.range(0, 64).parallel().forEach((element) -> work.run());
		}

	},

	TIMER {

		@Override
		void start(Runnable work) {
			Timer timer = new Timer("stratum-contract", true);
			timer.schedule(new TimerTask() {

				@Override
				public void run() {
					work.run();
					timer.cancel();
				}

			}, 0);
		}

	},

	VIRTUAL_THREAD {

		@Override
		void start(Runnable work) {
			new VirtualThreadTaskExecutor("stratum-contract-").execute(work);
		}

		@Override
		boolean isKnown() {
			return Runtime.version().feature() >= 21;
		}

	};

	abstract void start(Runnable work);

	/** Whether the running Java has it. */
	boolean isKnown() {
		return true;
	}

}
