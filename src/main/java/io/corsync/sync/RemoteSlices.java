package io.corsync.sync;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.corsync.ledger.HandedSlices;
import io.corsync.ledger.Lease;
import io.corsync.ledger.Workers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.MessageChannelPartitionHandler;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;

/**
 * Hands slices to workers by Spring Batch's remote partitioning, and watches over them
 * until all are over: what a worker gave back, or had when it died, is handed out again;
 * when nobody is left who could go on, or the run is to stop, the rest stays open.
 */
final class RemoteSlices extends MessageChannelPartitionHandler {

	private static final Logger log = LoggerFactory.getLogger(RemoteSlices.class);

	private static final Duration GLANCE = Duration.ofMillis(500);

	/** A request may be lost with the worker that received it. */
	private static final Duration LOST_AFTER = Duration.ofSeconds(10);

	/** Workers end what is in flight; whoever stops us waits for 30 s. */
	private static final Duration PATIENCE = Duration.ofSeconds(25);

	private static final Duration REMIND = Duration.ofSeconds(60);

	private final Sharing sharing;

	private final Phase phase;

	private final SliceBoard board;

	private final JobRepository repository;

	private final Lease lease;

	private final PollableChannel channel;

	private final Map<Long, Long> sentAt = new HashMap<>();

	private final Set<Long> known = new HashSet<>();

	/** Rows of the bar; what earlier starts have finished is in it already. */
	private long shown;

	private @Nullable Long stoppingSince;

	private @Nullable Long reminded;

	RemoteSlices(Sharing sharing, Phase phase, SliceBoard board, JobRepository repository) {
		this.sharing = sharing;
		this.phase = phase;
		this.board = board;
		this.repository = repository;
		this.lease = sharing.keeper().lease();
		this.channel = sharing.channels().channel(sharing.run(), this.lease.fence());
		setStepName(phase.step());
		setJobRepository(repository);
		setPollInterval(GLANCE.toMillis());
		setMessagingOperations(new MessagingTemplate(this.channel));
	}

	@Override
	protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> slices) throws Exception {
		afterPropertiesSet();
		this.shown = this.board.rowsDone();
		Set<StepExecution> open = new TreeSet<>(Comparator.comparing(StepExecution::getStepName));
		open.addAll(slices);
		for (StepExecution slice : open) {
			this.sharing.slices()
				.offer(this.lease, this.sharing.run(), slice.getId(), Slice.of(slice.getExecutionContext()).name());
			this.sentAt.put(slice.getId(), System.nanoTime());
		}
		ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(RunLines.about(this.sharing.run(), task), "workers");
			thread.setDaemon(true);
			return thread;
		});
		try {
			watch.scheduleWithFixedDelay(this::watchQuietly, 0, GLANCE.toMillis(), TimeUnit.MILLISECONDS);
			Set<StepExecution> ended = super.doHandle(manager, open);
			// The last ones may have been given back just now.
			while (this.board.going() && !over()) {
				this.sharing.keeper().pause(GLANCE);
				ended = super.doHandle(manager,
						open.stream().filter((slice) -> undone().contains(slice.getId())).collect(Collectors.toSet()));
			}
			return ended;
		}
		finally {
			watch.shutdown();
			watch.awaitTermination(GLANCE.toMillis() * 10, TimeUnit.MILLISECONDS);
			this.sharing.channels().clear(this.sharing.run(), this.lease.fence());
			takeOver();
		}
	}

	private boolean over() {
		return undone().isEmpty();
	}

	private Set<Long> undone() {
		return handed().stream()
			.filter((slice) -> !slice.done())
			.map(HandedSlices.Handed::stepExecution)
			.collect(Collectors.toSet());
	}

	private List<HandedSlices.Handed> handed() {
		return this.sharing.slices().of(this.lease, this.sharing.run());
	}

	private void watchQuietly() {
		try {
			watch();
		}
		catch (RuntimeException ex) {
			// The database may be away for a moment; the run's lease tells when it is for
			// too long.
			log.warn("The workers could not be watched", ex);
			if (this.sharing.keeper().lost()) {
				this.board.end(ex);
			}
		}
	}

	private void watch() {
		for (Workers.Member dead : this.sharing.workers().bury(this.lease)) {
			say("The %s ended in the middle of its work; others go on with its slices.".formatted(dead.describe()));
		}
		List<Workers.Member> members = this.sharing.workers().of(this.lease);
		welcome(members);
		takeOver();
		endWithoutWorkers(members);
		boolean stopping = !this.board.going();
		if (stopping && this.stoppingSince == null) {
			this.stoppingSince = System.nanoTime();
			this.sharing.workers().recall(this.lease, this.sharing.run());
		}
		boolean impatient = this.stoppingSince != null && passed(this.stoppingSince, PATIENCE);
		for (HandedSlices.Handed slice : handed()) {
			if (slice.done() || (slice.worker() != null && !impatient)) {
				continue;
			}
			if (stopping) {
				leaveOpen(slice);
			}
			else {
				handOutAgain(slice);
			}
		}
	}

	private void welcome(List<Workers.Member> members) {
		for (Workers.Member member : members) {
			if (this.known.add(member.id())) {
				say("The %s has joined.".formatted(member.describe()));
			}
		}
		if (members.stream().noneMatch(Workers.Member::alive) && this.board.going()
				&& (this.reminded == null || passed(this.reminded, REMIND))) {
			this.reminded = System.nanoTime();
			say("Waiting for workers: start cor-sync worker on as many machines as you like, with the same settings.");
		}
	}

	private void endWithoutWorkers(List<Workers.Member> members) {
		if (members.stream().noneMatch(Workers.Member::alive)) {
			members.stream()
				.filter((member) -> member.trouble() != null)
				.findFirst()
				.ifPresent((member) -> this.board.end(
						new RemoteTroubleException(Objects.requireNonNull(member.trouble()), code(member.exitCode()))));
		}
	}

	private static ExitCode code(@Nullable Integer number) {
		for (ExitCode code : ExitCode.values()) {
			if (number != null && code.code() == number) {
				return code;
			}
		}
		return ExitCode.DEFECT;
	}

	private void takeOver() {
		Map<String, ExitCode> codes = new HashMap<>();
		handed().forEach((slice) -> {
			if (slice.exitCode() != null) {
				codes.put(slice.slice(), code(slice.exitCode()));
			}
		});
		// Who takes a slice over begins behind what the other one had written down.
		long finished = this.board.takeOver(codes);
		if (finished > this.shown) {
			this.sharing.progress().advance((int) (finished - this.shown));
			this.shown = finished;
		}
	}

	private void say(String line) {
		this.sharing.progress().say(line);
	}

	// The poll of the job repository ends when no slice runs any more.
	private void leaveOpen(HandedSlices.Handed slice) {
		StepExecution execution = execution(slice);
		if (execution.getStatus().isRunning()) {
			execution.setStatus(BatchStatus.STOPPED);
			execution.setExitStatus(ExitStatus.STOPPED);
			this.repository.update(execution);
		}
	}

	private void handOutAgain(HandedSlices.Handed slice) {
		StepExecution execution = execution(slice);
		boolean ended = !execution.getStatus().isRunning();
		long sent = this.sentAt.getOrDefault(slice.stepExecution(), 0L);
		boolean lost = passed(sent, LOST_AFTER)
				&& this.sharing.channels().empty(this.sharing.run(), this.lease.fence());
		boolean begun = execution.getStatus() == BatchStatus.STARTED && passed(sent, GLANCE.multipliedBy(4));
		if (!ended && !lost && !begun || !stillOpen(slice)) {
			return;
		}
		if (ended) {
			execution.setStatus(BatchStatus.STARTING);
			execution.setExitStatus(ExitStatus.EXECUTING);
			this.repository.update(execution);
		}
		this.sentAt.put(slice.stepExecution(), System.nanoTime());
		this.channel.send(new GenericMessage<>(new StepExecutionRequest(this.phase.step(), slice.stepExecution())));
	}

	// A short slice may have been finished and given back since it was listed. To be
	// asked after its execution was read: a worker ends that, then gives the slice back.
	private boolean stillOpen(HandedSlices.Handed listed) {
		return handed().stream()
			.anyMatch((slice) -> slice.stepExecution() == listed.stepExecution() && !slice.done()
					&& slice.worker() == null);
	}

	private static boolean passed(long since, Duration time) {
		return System.nanoTime() - since > time.toNanos();
	}

	private StepExecution execution(HandedSlices.Handed slice) {
		return Objects.requireNonNull(this.repository.getStepExecution(slice.stepExecution()));
	}

}
