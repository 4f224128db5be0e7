package io.github.lokiline.compatibility.artifacts;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the types whose methods one event enters: runs {@link EventPathProgram} in a process of its own, under the JDK's
 * debugger interface, and notes every method that is entered between the program's marks. Owned by one thread.
 */
final class EventPath {

    private static final String OURS = "io.github.lokiline.";
    private static final Set<String> OTHERS =
            Set.of(OURS + "testkit.*", OURS + "compatibility.*"); // the server and the program itself

    private final Set<String> types = new TreeSet<>();
    private final VirtualMachine machine;
    private final MethodEntryRequest entries;

    private EventPath(String what) throws Exception {
        LaunchingConnector launcher = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = launcher.defaultArguments();
        arguments.get("options").setValue("-cp \"" + System.getProperty("java.class.path") + "\"");
        arguments.get("main").setValue(EventPathProgram.class.getName() + " " + what);
        machine = launcher.launch(arguments);
        ClassPrepareRequest program = machine.eventRequestManager().createClassPrepareRequest();
        program.addClassFilter(EventPathProgram.class.getName());
        program.enable();
        entries = machine.eventRequestManager().createMethodEntryRequest();
        entries.addClassFilter(OURS + "*");
        OTHERS.forEach(entries::addClassExclusionFilter);
        entries.setSuspendPolicy(EventRequest.SUSPEND_NONE);
    }

    /** Returns the top-level types that one event enters on its way from a logger to the ledger. */
    static Set<String> ofDelivery() throws Exception {
        return new EventPath(EventPathProgram.DELIVER).run();
    }

    /** Returns the top-level types that {@code JsonEncoder.encode} enters for one event. */
    static Set<String> ofEncoding() throws Exception {
        return new EventPath(EventPathProgram.ENCODE).run();
    }

    private Set<String> run() throws Exception {
        boolean isOver = false;
        while (!isOver) {
            EventSet events = machine.eventQueue().remove();
            for (Event event : events) {
                isOver |= event instanceof VMDeathEvent || event instanceof VMDisconnectEvent;
                note(event);
            }
            if (!isOver) {
                events.resume();
            }
        }
        if (machine.process().waitFor() != 0) {
            throw new AssertionError(
                    new String(machine.process().getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return types;
    }

    private void note(Event event) {
        if (event instanceof ClassPrepareEvent program) {
            program.referenceType().methodsByName(EventPathProgram.BEGIN).forEach(this::stopAt);
            program.referenceType().methodsByName(EventPathProgram.END).forEach(this::stopAt);
        } else if (event instanceof BreakpointEvent mark) {
            entries.setEnabled(mark.location().method().name().equals(EventPathProgram.BEGIN));
        } else if (event instanceof MethodEntryEvent entered) {
            types.add(entered.location().declaringType().name().replaceFirst("\\$.*", ""));
        }
    }

    private void stopAt(Method mark) {
        machine.eventRequestManager().createBreakpointRequest(mark.location()).enable();
    }
}
