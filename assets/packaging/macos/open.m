// Files that Finder hands to the program on a Mac: a double click on a project, «Open with», a drop on the icon.
//
// They come as Apple events, not as arguments, and the window library does not take them. This file does, before the
// first of them is sent, and writes each into a pipe as a line of JSON, a list of paths. The program reads the pipe whose
// number stands in DUIZHAO_OPENED (see src/gui/instance.rs). Linked into the window on macOS only.

#import <AppKit/AppKit.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int pipe_in = -1;
static dispatch_queue_t queue;

@interface DuizhaoOpener : NSObject
@end

@implementation DuizhaoOpener

+ (void)willLaunch:(NSNotification *)notification {
  [[NSAppleEventManager sharedAppleEventManager] setEventHandler:self
                                                     andSelector:@selector(open:reply:)
                                                   forEventClass:kCoreEventClass
                                                      andEventID:kAEOpenDocuments];
}

+ (void)open:(NSAppleEventDescriptor *)event reply:(NSAppleEventDescriptor *)reply {
  NSAppleEventDescriptor *named = [event paramDescriptorForKeyword:keyDirectObject];
  NSAppleEventDescriptor *list = [named coerceToDescriptorType:typeAEList];
  NSMutableArray<NSString *> *paths = [NSMutableArray array];
  for (NSInteger n = 1; n <= [list numberOfItems]; n++) {
    NSString *path = [[[list descriptorAtIndex:n] fileURLValue] path];
    if (path != nil) {
      [paths addObject:path];
    }
  }
  if ([paths count] == 0) {
    return;
  }
  NSData *json = [NSJSONSerialization dataWithJSONObject:paths options:0 error:NULL];
  NSMutableData *line = [NSMutableData dataWithData:json];
  [line appendBytes:"\n" length:1];
  // A pipe holds some thousand paths; more of them wait for the program elsewhere than in its window.
  dispatch_async(queue, ^{
    const char *bytes = [line bytes];
    size_t left = [line length];
    while (left > 0) {
      ssize_t written = write(pipe_in, bytes, left);
      if (written < 0 && errno == EINTR) {
        continue;
      }
      if (written <= 0) {
        return;
      }
      bytes += written;
      left -= (size_t)written;
    }
  });
}

@end

// Runs before the program's own start: the first event is sent while the program comes up.
__attribute__((constructor)) static void watch(void) {
  int ends[2];
  if (pipe(ends) != 0) {
    return;
  }
  // No program that is started from here gets them.
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  pipe_in = ends[1];
  char number[16];
  snprintf(number, sizeof number, "%d", ends[0]);
  setenv("DUIZHAO_OPENED", number, 1);
  queue = dispatch_queue_create("app.duizhao.open", DISPATCH_QUEUE_SERIAL);
  @autoreleasepool {
    [[NSNotificationCenter defaultCenter] addObserver:[DuizhaoOpener class]
                                             selector:@selector(willLaunch:)
                                                 name:NSApplicationWillFinishLaunchingNotification
                                               object:nil];
  }
}
